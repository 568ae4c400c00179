/** Entry of the module that the staff console imports by address (`/client/staff-signing.js`, server-api.md). */
export { type KeyOptions, mountKey, mountSigner, type SignerOptions } from './mount.tsx';
