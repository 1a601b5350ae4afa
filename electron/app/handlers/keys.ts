/** Who can open the vault: passphrase, recovery code, keychain, and the data key itself. */
import { addKeychain, changePassphrase, removeSlots, replaceRecoveryCode } from '../../vault/manage-keys.ts';
import { rotateDataKey } from '../../vault/rotate-key.ts';
import { requireKeychain } from '../keychain.ts';
import { os } from '../context.ts';
import { following } from '../tasks.ts';

export const keys = {
  changePassphrase: os.vault.changePassphrase.handler(async ({ context, input }) => {
    await changePassphrase(context.session.vault(), input.current, input.next, context.argon2);
    return {};
  }),
  newRecoveryCode: os.vault.newRecoveryCode.handler(async ({ context, input }) => ({
    recoveryCode: await replaceRecoveryCode(context.session.vault(), { passphrase: input.passphrase }),
  })),
  addKeychain: os.vault.addKeychain.handler(async ({ context, input }) => {
    const { seal } = requireKeychain(context.keychain);
    await addKeychain(context.session.vault(), { passphrase: input.passphrase }, seal);
    return {};
  }),
  removeKeychain: os.vault.removeKeychain.handler(({ context }) => {
    removeSlots(context.session.vault(), 'keychain');
    return {};
  }),
  /** Reading of papers stops meanwhile and goes on afterwards: nothing may be written beside the copy. */
  rotateKey: os.vault.rotateKey.handler(async ({ context, input }) => {
    const vault = context.session.vault();
    await context.imports.stop();
    try {
      const recoveryCode = await context.tasks.run('rotate', 'Encrypt anew', (task) =>
        rotateDataKey(vault, input.passphrase, context.argon2, following(task)),
      );
      return { recoveryCode };
    } finally {
      if (vault.isOpen) context.imports.start();
    }
  }),
};
