import type { ApiEvent } from '../../src/app/contract/contract.ts';

/** One JSON object a line out of a byte stream, however the bytes were cut; empty lines keep the stream alive. */
export async function* eventLines(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<ApiEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() !== '') yield JSON.parse(line) as ApiEvent;
    }
  }
}
