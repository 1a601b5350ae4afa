/** A recovery code that was just made and not yet kept by the person. In memory only. */
import { create } from 'zustand';

export const useNewCode = create<{ code: string | null }>(() => ({ code: null }));
