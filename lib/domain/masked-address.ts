/**
 * As much of an address as its owner needs to know it by, and no more: “a…@e….org”. For pages that a friend may see who
 * was forwarded a mail. How long the parts are is hidden as well.
 */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return `${address.slice(0, 1)}…@${domain.slice(0, 1)}…${domain.slice(domain.lastIndexOf('.'))}`;
}
