/** How keys of the review desk are listened to: by the letter produced, and never while something else is open. */
export const deskKeys = {
  useKey: true,
  preventDefault: true,
  // Letters mean nothing to a group of choices, so that they act while one is stood on.
  enableOnFormTags: ['radio'],
  ignoreEventWhen: (event: KeyboardEvent): boolean =>
    event.target instanceof Element &&
    event.target.closest('[role="dialog"], [role="listbox"], [data-keys="own"]') !== null,
} as const;
