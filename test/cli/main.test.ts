import { describe, expect, test } from 'vitest'
import { explainOutput, OutputError } from '../../src/cli/output.ts'
import { verbs } from '../../src/cli/verbs/index.ts'
import { displayWidth } from '../../src/text/width.ts'
import { play, recorder } from './stage.ts'

const zh = { env: { LANG: 'zh_CN.UTF-8' } }

describe('wrong usage is 64, with the nearest right word', () => {
  test.each([
    ['rnu', 'there is no verb rnu; the nearest is run', '没有动词 rnu；最接近的是 run'],
    [
      'run --fromat x',
      'there is no option --fromat; the nearest is --format',
      '没有选项 --fromat；最接近的是 --format',
    ],
    ['run', 'the argument <scenario> is missing', '缺少参数 <scenario>'],
    ['run a --years', 'the option --years wants a value', '选项 --years 后面缺少值'],
    [
      'run a --format jsn',
      '--format knows no jsn; there are text, json, markdown, csv, iamc, svg, png, xlsx, docx, html; the nearest is json',
      '--format 没有 jsn；有 text, json, markdown, csv, iamc, svg, png, xlsx, docx, html；最接近的是 json',
    ],
    ['schema a b', 'too many arguments: at most 1', '参数太多：最多 1 个'],
    ['', 'a verb is missing', '缺少动词'],
    ['run a --years 2060..2020', '--years wants two years', '--years 要写成 2020..2060'],
    ['run a --years 20', '--years wants two years', '--years 要写成 2020..2060'],
    ['run a --with', 'the option --with wants a value', '选项 --with 后面缺少值'],
  ])('%s', async (command, english, chinese) => {
    const one = await play(command)
    expect(one).toMatchObject({ code: 64, out: '' })
    expect(one.err).toContain(english)
    expect(one.err).toContain('--help says more')
    expect((await play(command, {}, zh)).err).toContain(chinese)
  })

  test('a language that we do not speak', async () => {
    expect(await play('run a --lang fr')).toMatchObject({
      code: 64,
      err: expect.stringContaining('--lang knows no fr'),
    })
  })

  test('a word of the user cannot steer the terminal', async () => {
    const { err } = await play('\u001b[2Jrun')
    expect(err).not.toContain('\u001b')
  })
})

describe('help', () => {
  const names = Object.keys(verbs)

  test.each([
    '',
    ...names,
  ])('%s --help in both languages, 80 columns, with an example that names the county', async (name) => {
    for (const world of [{}, zh]) {
      const { code, out, err } = await play(`${name} --help`, {}, world)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toContain(name)
      expect(out).toMatch(/peakzero \w+ .*(scenarios|scenario|baselines|shards)/)
      expect(out.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([])
      expect(/\p{Script=Han}/u.test(out)).toBe(world === zh)
    }
  })

  test('the first page names every verb', async () => {
    const { out } = await play('--help')
    for (const name of names) expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'))
  })

  test('the examples are commands that we understand', async () => {
    for (const load of Object.values(verbs)) {
      const { verb } = await load()
      expect(verb.examples.length).toBeGreaterThan(0)
      for (const example of verb.examples) {
        // Without a front door an understood command falls over it; one that is not understood is 64.
        // A folder is made, so it is taken off, but a shard is a file that wants one: it is taken off too.
        const asked = example.replace(/^peakzero /, '').replace(/(--shard \S+ )?--out \S+/, '')
        await expect(play(asked)).rejects.toThrow(TypeError)
      }
    }
  })

  test('--version beside other options', async () => {
    expect(await play('--lang zh --version')).toMatchObject({ code: 0, out: '1.2.3\n', err: '' })
  })
})

describe('language', () => {
  test.each([
    [{}, false],
    [{ LANG: 'zh_CN.UTF-8' }, true],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_TW' }, true],
    [{ LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'de_DE' }, false],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, false],
    [{ LANG: 'zha_FR' }, false],
  ])('%j', async (env, chinese) => {
    const { err } = await play('rnu', {}, { env })
    expect(/\p{Script=Han}/u.test(err)).toBe(chinese)
  })

  test('--lang wins, before or after the verb', async () => {
    for (const command of ['--lang en run', 'run --lang en', 'run --lang=en'])
      expect((await play(command, {}, zh)).err).toContain('is missing')
  })
})

describe('stdout', () => {
  test('full: a sentence and 74', async () => {
    const played = await play('--help', {}, { stdout: recorder({ fails: 'ENOSPC' }) })
    expect(played).toMatchObject({
      code: 74,
      err: 'peakzero: cannot write stdout: the disk is full (ENOSPC).\n',
    })
  })
  test('closed: quiet, and the code of the work', async () => {
    const played = await play('--help', {}, { stdout: recorder({ fails: 'EPIPE' }) })
    expect(played).toMatchObject({ code: 0, err: '' })
  })
  test('nobody on stderr changes nothing', async () => {
    expect(await play('rnu', {}, { stderr: recorder({ fails: 'EPIPE' }) })).toMatchObject({ code: 64 })
  })
})

describe('what could not be written', () => {
  test('how much room it needs, in both languages', () => {
    const error = new OutputError('out/a.json', Object.assign(new Error(), { code: 'ENOSPC' }), 1_250_000)
    expect(explainOutput(error)).toEqual({
      zh: '写不了 out/a.json：磁盘已满 (ENOSPC)，需要约 1.3 MB。',
      en: 'cannot write out/a.json: the disk is full (ENOSPC), about 1.3 MB are needed.',
    })
  })
  test('what is no error of the system stays what it is', () => {
    const bug = new TypeError('a bug')
    expect(() => new OutputError('a', bug)).toThrow(bug)
  })
})
