import { contextBridge, ipcRenderer } from 'electron';
import { exposeApi } from './shell/bridge.ts';

exposeApi(contextBridge, ipcRenderer);
