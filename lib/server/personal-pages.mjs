// The first folder of the address of every page that belongs to one person, or to the operator.
export const PERSONAL_PAGES = [
  'pending',
  'confirm',
  'manage',
  'lesson',
  'calendar',
  'unsubscribe',
  'data',
  'address',
  'outbox',
  'desk',
];
