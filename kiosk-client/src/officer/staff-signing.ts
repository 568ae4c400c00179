/** Entry of the module that the staff console imports by address (`/client/staff-signing.js`, server-api.md). */
export {
  type CardOptions,
  type KeyOptions,
  mountCards,
  mountKey,
  mountSigner,
  mountWitness,
  type SignerOptions,
  type WitnessOptions,
} from './mount.tsx';
