/** Text of users inside Markdown: every sign that could begin markup, a link, a mention or a table cell is put out of action. */
export function markdownText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]()#!|~]/g, (sign) => `\\${sign}`)
    .replaceAll('@', '&#64;')
    .replace(/[\r\n]+/g, ' ')
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/\b(https?|ftp|www)(:|\.)/gi, '$1&#8203;$2')
}
