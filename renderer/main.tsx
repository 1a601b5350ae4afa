/** Starts the page: styles, events, and the app in its root element. */
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import './app/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { listenForEvents, reportActivity } from './client/events.ts';
import { showRememberedLook } from './state/look.ts';

showRememberedLook();
reportActivity();
void listenForEvents();

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
