/** Whether the search box is open: the top bar, the shortcut and the box itself share it. */
import { create } from 'zustand';

export const useSearch = create<{ open: boolean }>(() => ({ open: false }));
