import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

type Message = {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}

/** A client of the YAML language server as an editor is one: JSON-RPC over its streams. */
export class LanguageClient {
  readonly settings: object
  readonly #server: ChildProcess
  readonly #waiting = new Map<number, (message: Message) => void>()
  readonly #told = new Map<string, (message: Message) => boolean>()
  #buffer = Buffer.alloc(0)
  #next = 1

  /** @param settings what an editor would have under `yaml`. */
  constructor(settings: object) {
    this.settings = settings
    const require = createRequire(import.meta.url)
    const place = dirname(require.resolve('yaml-language-server/package.json'))
    this.#server = spawn(process.execPath, [join(place, 'bin/yaml-language-server'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: process.env['PATH'] ?? '' },
    })
    this.#server.stdout!.on('data', (data: Buffer) => this.#read(data))
  }

  #read(data: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, data])
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString('utf8', 0, end))?.[1])
      if (this.#buffer.length < end + 4 + length) return
      const message = JSON.parse(this.#buffer.toString('utf8', end + 4, end + 4 + length)) as Message
      this.#buffer = this.#buffer.subarray(end + 4 + length)
      this.#take(message)
    }
  }

  #take(message: Message): void {
    const { id, method } = message
    if (method === undefined && id !== undefined) {
      this.#waiting.get(id)?.(message)
      this.#waiting.delete(id)
    } else if (id !== undefined) {
      // What the server asks of an editor: its settings, and leave to register this and that.
      const items = (message.params as { items?: { section?: string }[] } | undefined)?.items
      const result = items ? items.map(({ section }) => (section === 'yaml' ? this.settings : {})) : null
      this.#send({ id, result })
    } else if (method !== undefined && this.#told.get(method)?.(message)) this.#told.delete(method)
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    this.#server.stdin!.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }

  request<T>(method: string, params: object): Promise<T> {
    const id = this.#next++
    return new Promise((done, fail) => {
      this.#waiting.set(id, ({ result, error }) =>
        error ? fail(new Error(error.message)) : done(result as T),
      )
      this.#send({ id, method, params })
    })
  }

  notify(method: string, params: object): void {
    this.#send({ method, params })
  }

  /** The next notification of a kind that passes. */
  next<T>(method: string, passes: (params: T) => boolean): Promise<T> {
    return new Promise((done) => {
      this.#told.set(method, ({ params }) => {
        const good = passes(params as T)
        if (good) done(params as T)
        return good
      })
    })
  }

  async start(): Promise<void> {
    await this.request('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        workspace: { configuration: true },
        textDocument: { hover: { contentFormat: ['markdown'] }, completion: {}, publishDiagnostics: {} },
      },
    })
    this.notify('initialized', {})
    this.notify('workspace/didChangeConfiguration', { settings: { yaml: this.settings } })
  }

  stop(): void {
    this.#server.kill()
  }
}
