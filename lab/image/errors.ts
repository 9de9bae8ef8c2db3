/** The image cannot be built; the message says why, and what to do where it is known. */
export class ImageError extends Error {
  readonly code = 'PTALAB_IMAGE';
  constructor(message: string) {
    super(`image: ${message}`);
    this.name = 'ImageError';
  }
}
