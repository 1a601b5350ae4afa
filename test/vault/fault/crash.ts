/** Makes a vault, stores something, and dies without closing it. */
import { addPerson } from '../../../electron/vault/stores/people.ts';
import { createVault } from '../../../electron/vault/vault.ts';
import { cheapCost } from './shared.ts';

const [folder = '', passphrase = ''] = process.argv.slice(2);
const { vault } = await createVault(folder, passphrase, { argon2: cheapCost });
addPerson(vault.db, { name: 'Ada Example' });
process.kill(process.pid, 'SIGKILL');
