// What `import 'ptalab'` gives. Plain JavaScript: an older Node must be able to read it and say why it stops.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  throw new Error(
    `ptalab's library needs Node 24, this is ${process.version}. Run your tests on Node 24 (\`npx -p node@24 node …\`); ` +
      'the command `ptalab` runs on Node 20 or newer and brings its own',
  );
}

export const { LabStartError, startLab } = await import('../dist/lab/index.js');
