import type { Code } from '../../src/diagnostics/codes.ts'
import type { HostileCase } from './cases.ts'

const rows = 'facilities:\n  table: firms.csv\n  columns: { process: {}, sector: {}, capacity: { unit: 万GJ/a }, utilisation: { unit: "%" } }\n'

/** A baseline whose further firms stand in this table. */
function table(id: string, text: string | Uint8Array, code: Code | undefined, line: number, column: number, covers?: string, follows: readonly Code[] = ['E0304']): HostileCase {
  return {
    id,
    ...(covers === undefined ? {} : { covers: [covers] }),
    file: 'scenarios/a.yaml',
    find: 'drivers:\n',
    bad: `${rows}drivers:\n`,
    files: { 'scenarios/firms.csv': text },
    codes: code ? [code, ...follows] : [],
    place: `scenarios/firms.csv:${line}:${column}`,
  }
}

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))

const head = 'id,process,sector,capacity,utilisation\n'
const plain = `${head}firm,boiler,homes,3,80\nshop,boiler,homes,4,70\n`

/** Class K: tables as spreadsheets and people leave them. */
export const tables: readonly HostileCase[] = [
    table('k00-table', plain, undefined, 1, 1),
    table('k10-bom-crlf', `\ufeff${plain.replaceAll('\n', '\r\n')}`, undefined, 1, 1, 'csv/k10-bom-crlf.csv'),
    table('k21-cr-only', plain.replaceAll('\n', '\r'), undefined, 1, 1, 'csv/k21-cr-only.csv'),
    table('k01-short-row', `${head}firm,boiler,homes,3\n`, 'E0120', 2, 1),
    table('k02-long-row', `${head}firm,boiler,homes,3,80,9\n`, 'E0120', 2, 1),
    table('k04-dup-header', 'id,process,sector,capacity,capacity\nfirm,boiler,homes,3,80\n', 'E0120', 1, 28, 'csv/k04-dup-header.csv'),
    table('k05-dup-row', `${head}firm,boiler,homes,3,80\nfirm,boiler,homes,4,70\n`, 'E0120', 3, 1),
    table('k06-unclosed-quote', `${head}firm,"boiler,homes,3,80\nshop,boiler,homes,4,70\n`, 'E0120', 2, 6, 'csv/k06-unclosed-quote.csv'),
    table('k07-blank', `${head}firm,boiler,homes,,80\n`, 'E0120', 2, 19, undefined, []),
    table('k07b-na', `${head}firm,boiler,homes,NA,80\n`, 'E0120', 2, 19),
    table('k07c-div0', `${head}firm,boiler,homes,#DIV/0!,80\n`, 'E0120', 2, 19),
    table('k08-excel-date', `${head}firm,boiler,homes,2020/1/1,80\n`, 'E0120', 2, 19, 'csv/k08-excel-year-date.csv'),
    table('k08b-excel-month', `${head}firm,boiler,homes,Jan-20,80\n`, 'E0120', 2, 19),
    table('k11-utf16', utf16(plain.replaceAll(',', '\t')), 'E0105', 1, 1, 'csv/k11-utf16-tsv.csv'),
    table('k13-semicolon', plain.replaceAll(',', ';'), 'E0120', 1, 1),
    table('k14-space-header', 'id,process,sector, capacity ,utilisation\nfirm,boiler,homes,3,80\n', 'E0120', 1, 19, 'csv/k14-space-header.csv'),
    table('k16-empty', '', 'E0120', 1, 1, 'csv/k16-empty.csv'),
    table('k17-header-only', head, 'E0120', 1, 1, 'csv/k17-header-only.csv'),
    table('k18-thousands', `${head}firm,boiler,homes,"1,000",80\n`, 'E0120', 2, 19, 'csv/k18-thousands-quoted.csv'),
    table('k20-formula', `${head}firm,=1+1,homes,3,80\n`, 'E0120', 2, 6, 'csv/k20-formula.csv'),
    table('k20b-formula-at', `${head}firm,boiler,homes,@SUM(A1),80\n`, 'E0120', 2, 19, undefined, []),
    table('k22-long-line', `${head}firm,${'x'.repeat(200_000)},homes,3,80\n`, 'E0120', 2, 6, 'csv/k22-long-line.csv'),
    table('k25-git-conflict', `${head}<<<<<<< HEAD\nfirm,boiler,homes,3,80\n=======\nfirm,boiler,homes,4,80\n>>>>>>> x\n`, 'E0120', 2, 1, 'csv/k25-git-conflict.csv'),
    table('k26-lfs-pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n', 'E0120', 1, 1, 'csv/k26-lfs-pointer.csv'),
    table('k28-proto-row', `${head}__proto__,boiler,homes,3,80\n`, 'E0115', 2, 1),
    table('k28b-constructor-column', 'id,process,sector,capacity,constructor\nfirm,boiler,homes,3,80\n', 'E0120', 1, 28),
    table('k29-bidi', `${head}fi\u202erm,boiler,homes,3,80\n`, 'E0106', 2, 3),
    table('k30-nul', `${head}fi\u0000rm,boiler,homes,3,80\n`, 'E0106', 2, 3),
    table('k31-no-such-process', `${head}firm,constructor,homes,3,80\n`, 'E0301', 2, 6, undefined, []),
    table('k32-infinity', `${head}firm,boiler,homes,1e400,80\n`, 'E0120', 2, 19, undefined, []),
]
