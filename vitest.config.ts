import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A hang guard, not a time limit: the slowest test starts a browser.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests that start processes and browsers share two cores.
    maxWorkers: 2,
    allowOnly: false,
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'var/test-report.json' }]] : ['default'],
  },
})
