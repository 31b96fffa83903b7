import fc from 'fast-check'

// Programs that tests start keep no answers: each does the work that is tested. (Where keeping is tested, a folder is named.)
process.env['XDG_CACHE_HOME'] = '/dev/null'

// The same random cases at each run, so that a change is judged by what it changes. `FUZZ=1 npm test` draws new ones.
if (!process.env['FUZZ']) fc.configureGlobal({ seed: 20261123 })
