import { z } from 'zod';

/**
 * zod otherwise probes `new Function` when its first schema is made, which the content security policy reports as a
 * violation. Imported before anything that holds a schema.
 */
z.config({ jitless: true });
