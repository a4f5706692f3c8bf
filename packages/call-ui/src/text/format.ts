/** Six digits as people read them out: `482 913`. */
export function groupPin(pin: string): string {
  return pin.replace(/^(\d{3})(\d{3})$/, "$1 $2");
}
