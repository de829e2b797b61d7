import { EventEmitter } from 'node:events';

/** Gives this process the parent port that Electron gives to a utility process, over Node's own channel. */
const port = Object.assign(new EventEmitter(), {
  postMessage: (message: object) => process.send?.(message),
});
process.on('message', (data) => port.emit('message', { data }));
Object.assign(process, { parentPort: port });
