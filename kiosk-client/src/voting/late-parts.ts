/** Everything that is fetched late, as one file. */
export { AuditAsk, AuditScreens } from './audit-screens.tsx';
export { WriteInPanel } from './write-in-panel.tsx';
