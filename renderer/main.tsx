import './styles/index.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { chooseTransport } from './api/transport.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App api={chooseTransport()} />);
