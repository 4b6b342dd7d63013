/**
 * Preloaded into a process under test: whatever it would connect to beyond this machine is refused and
 * named on standard error.
 */
const dns = require('node:dns')
const net = require('node:net')

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|::1|::ffff:127(\.\d{1,3}){3})$/

function refuse(host) {
  process.stderr.write(`BEYOND THIS MACHINE: ${host}\n`)
  return Object.assign(new Error('refused by the test'), { code: 'ECONNREFUSED' })
}

const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args
  const host = typeof options === 'object' ? options.host : typeof args[1] === 'string' ? args[1] : undefined
  if (host === undefined || LOOPBACK.test(host)) return connect.apply(this, args)
  process.nextTick(() => this.destroy(refuse(host)))
  return this
}

const { lookup } = dns
dns.lookup = (host, options, callback) => {
  const done = callback ?? options
  if (LOOPBACK.test(host)) return lookup(host, options, callback)
  process.nextTick(() => done(refuse(host)))
}
