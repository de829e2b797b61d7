import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconAction } from './IconAction.tsx';

interface BoxProps {
  readonly title: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog over the screen; Escape and a click beside it close it. */
export function Box({ title, wide = false, onClose, children }: BoxProps): ReactNode {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => (open ? undefined : onClose())}
      className="veil"
    >
      <Modal className={wide ? 'box is-wide' : 'box'}>
        <Dialog className="box-inside">
          <header className="box-head">
            <Heading slot="title" className="section-title">
              {title}
            </Heading>
            <IconAction icon="close" label="Close" onPress={onClose} />
          </header>
          <div className="box-body">{children}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
