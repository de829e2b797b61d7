import type { IncomingMessage } from 'node:http';
import type { Refusal } from './requestGate.ts';

/** Decisions and filters are small; a megabyte is already a mistake or an attack. */
const largestBody = 1_000_000;

export type Body = { readonly ok: true; readonly value: unknown } | ({ readonly ok: false } & Refusal);

/** Reads a JSON body of at most one megabyte; everything else comes back as a refusal. */
export async function readJsonBody(request: IncomingMessage): Promise<Body> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return refused(415, 'NOT_JSON', 'The body has to be sent as application/json.');
  }
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not destroy the socket: the refusal still has to be sent over it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > largestBody) return tooLarge;
    chunks.push(chunk);
  }
  try {
    return {
      ok: true,
      value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))),
    };
  } catch {
    return refused(400, 'NOT_JSON', 'The body is not readable JSON.');
  }
}

function refused(status: number, code: string, message: string): Body {
  return { ok: false, status, code, message };
}

const tooLarge = refused(413, 'TOO_LARGE', `The body is over ${largestBody} bytes.`);
