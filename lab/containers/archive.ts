import type { ContainerFolder } from './definition.ts';

const BLOCK = 512;
const NODE_USER = 1000;
const NAME_LIMIT = 100;

/**
 * A folder's content as a tar archive (POSIX ustar), owned by one uid and gid, files 0600 and folders 0700: what
 * testcontainers' own copying cannot say, since it leaves the owner to be root.
 */
export function folderArchive({ content, owner = NODE_USER }: ContainerFolder): Buffer {
  const blocks: Buffer[] = [];
  for (const [path, data] of Object.entries(content)) {
    blocks.push(
      entry(
        data === undefined ? `${path}/` : path,
        data === undefined ? undefined : Buffer.from(data),
        owner,
      ),
    );
  }
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

function entry(name: string, data: Buffer | undefined, owner: number): Buffer {
  if (Buffer.byteLength(name) > NAME_LIMIT || name.startsWith('/') || name.includes('..')) {
    throw new RangeError(
      `${name} is no path for a container's folder: relative, at most ${NAME_LIMIT} bytes, no ..`,
    );
  }
  const header = Buffer.alloc(BLOCK);
  const size = data?.length ?? 0;
  header.write(name, 0);
  writeOctal(header, data === undefined ? 0o700 : 0o600, 100, 8);
  writeOctal(header, owner, 108, 8);
  writeOctal(header, owner, 116, 8);
  writeOctal(header, size, 124, 12);
  writeOctal(header, 0, 136, 12);
  header.write(data === undefined ? '5' : '0', 156);
  header.write('ustar\x0000', 257);
  header.fill(' ', 148, 156);
  writeOctal(
    header,
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    8,
  );
  return Buffer.concat([header, data ?? Buffer.alloc(0), Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)]);
}

function writeOctal(header: Buffer, value: number, at: number, length: number): void {
  header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at);
}
