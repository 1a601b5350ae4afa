/** Dialogs and action menus. A dialog says its title, closes with Escape and gives the focus back. */
import type { ReactElement, ReactNode } from 'react';
import {
  Dialog,
  Heading,
  Menu,
  MenuItem,
  MenuTrigger,
  Modal,
  ModalOverlay,
  Popover,
} from 'react-aria-components';

interface PopupProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  wide?: boolean;
  /** False where closing by a click beside it would lose something, as with a recovery code. */
  dismissable?: boolean;
  children: ReactNode;
}

export function Popup({ title, isOpen, onClose, wide = false, dismissable = true, children }: PopupProps) {
  return (
    <ModalOverlay
      className="modal-ground"
      isOpen={isOpen}
      isDismissable={dismissable}
      isKeyboardDismissDisabled={!dismissable}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={`modal${wide ? ' wide' : ''}`}>
        <Dialog className="dialog stack">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface ActionItem {
  id: string;
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  run: () => void;
}

/** `trigger` must be a Button or IconButton. */
export function ActionMenu({ trigger, items }: { trigger: ReactElement; items: readonly ActionItem[] }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover">
        <Menu
          items={items}
          onAction={(key) => {
            items.find((item) => item.id === key)?.run();
          }}
        >
          {(item) => (
            <MenuItem
              id={item.id}
              textValue={item.label}
              className={`menu-item${item.danger ? ' danger' : ''}`}
            >
              {item.icon}
              {item.label}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
