// As bin/tablewright.js starts the published package; test/support/built-cli.ts has made what it imports.
const built = new URL('../../node_modules/.cache/tablewright-cli/generator/cli/main.js', import.meta.url)
const { main } = await import(built.href)
process.exitCode = await main(process.argv.slice(2))
