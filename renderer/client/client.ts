/** The one door to the host: a typed client over the contract, on the page's own origin in every host. */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { bytePaths, type Contract } from '../../shared/api/contract.ts';
import { hostUrl } from './address.ts';

const link = new RPCLink({ url: hostUrl(bytePaths.rpc) });

export const client: ContractRouterClient<Contract> = createORPCClient(link);
