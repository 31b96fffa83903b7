import fc from 'fast-check'

// The same random cases at each run, so that a change is judged by what it changes. `FUZZ=1 npm test` draws new ones.
if (!process.env['FUZZ']) fc.configureGlobal({ seed: 20261123 })
