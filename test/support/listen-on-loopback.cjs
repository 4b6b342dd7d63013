/** Preloaded into a server that is not ours and binds every address: it listens on this machine only. */
const net = require('node:net')

const { listen } = net.Server.prototype
net.Server.prototype.listen = function (...args) {
  const [first, ...rest] = args
  if (typeof first !== 'number') return listen.apply(this, args)
  return listen.call(
    this,
    { port: first, host: '127.0.0.1' },
    ...rest.filter(arg => typeof arg === 'function'),
  )
}
