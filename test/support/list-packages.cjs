/** Preloaded into a process under test: says at its end which packages it has loaded. */
process.on('exit', () => {
  const names = Object.keys(require.cache).map(file => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1])
  process.stderr.write(`LOADED: ${[...new Set(names)].sort().join(' ')}\n`)
})
