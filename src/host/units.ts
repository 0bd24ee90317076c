/** A size in decimal units, as for downloads and disks: `812 B`, `1.4 MB`, `120 kB`. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) {
    return `${bytes} B`;
  }
  let value = bytes;
  for (const unit of ["kB", "MB", "GB"]) {
    value /= 1000;
    if (value < 99.95) {
      return `${value.toFixed(1)} ${unit}`;
    }
    if (value < 999.5) {
      return `${Math.round(value)} ${unit}`;
    }
  }
  return `${(value / 1000).toFixed(1)} TB`;
}
