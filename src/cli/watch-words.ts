import type { Text } from '../text/text.ts'

/** Said when the work is done and the program waits for a save. */
export const waiting: Text = {
  zh: '等待改动（Ctrl-C 结束）…',
  en: 'waiting for changes (Ctrl-C ends) …',
}
