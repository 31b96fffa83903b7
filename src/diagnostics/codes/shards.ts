import type { Rows } from './row.ts'

/** E086 and W0776: parts of ensembles that are kept in files: checkpoints and shards (pipeline/ensemble/shard, pipeline/merge). */
export const shardCodes = {
  E0860: {
    slug: 'shard-foreign',
    severity: 'error',
    zh: '{path} 属于另一次集合运行：{what} 那里是 {found}，这里是 {expected}',
    en: '{path} belongs to another ensemble: {what} is {found} there and {expected} here',
    help: {
      zh: '断点和分片只能与同一版本、同一组文件、同一抽样方法、种子、次数和同一组不确定的数合在一起；合不同的抽样得不到任何一个县的结果。换一个文件名重新开始，或把文件改回去。',
      en: 'A checkpoint or a shard goes only with the same version, files, design, seed, draws and list of uncertain numbers; draws of two ensembles together are the result of no county. Begin anew under another name, or put the files back as they were.',
    },
  },
  E0861: {
    slug: 'shard-damaged',
    severity: 'error',
    zh: '{path} 不是完整的断点或分片：{reason}',
    en: '{path} is no whole checkpoint or shard: {reason}',
    help: {
      zh: '文件写成后不再改动，内容与其中的 sha256 不符就是损坏。删去它，只重算这一份。',
      en: 'Such a file is written whole and never edited; content that does not match its sha256 is damaged. Remove it and compute that part again, alone.',
    },
  },
  E0862: {
    slug: 'shard-missing',
    severity: 'error',
    zh: '缺少分片 {found}（共 {of} 份）',
    en: 'shards are missing: {found} of {of}',
    help: {
      zh: '少一份就是另一次抽样，不能当作全部。只重算缺的：peakzero ensemble … --shard k/n',
      en: 'With a part missing it is another ensemble and not the whole. Compute the missing ones alone: peakzero ensemble … --shard k/n',
    },
  },
  E0863: {
    slug: 'shard-doubled',
    severity: 'error',
    zh: '分片 {found} 出现两次：{path} 和 {other}',
    en: 'shard {found} comes twice: {path} and {other}',
    help: {
      zh: '同一份抽样不能计两次。去掉一个。',
      en: 'The same draws may not count twice. Leave one out.',
    },
  },
  E0864: {
    slug: 'shard-unfinished',
    severity: 'error',
    zh: '{path} 还没有算完：{done} / {of} 块',
    en: '{path} is not finished: {done} of {of} blocks',
    help: {
      zh: '这是断点，不是分片。用写它的同一条命令（--resume）把它算完。',
      en: 'It is a checkpoint and no shard. Finish it with the command that wrote it (--resume).',
    },
  },
  E0865: {
    slug: 'until-idle',
    severity: 'error',
    zh: '--until 用不上：{reason}',
    en: '--until has nothing to go by: {reason}',
    help: {
      zh: '--until 在所有目标的概率都足够准时停下；要有目标，抽样方法是 random 或 sobol（lhs 的次数在开始时就定了）。',
      en: '--until stops when the probability of every target is known well enough: it needs targets, and random or sobol (the number of lhs draws is fixed when it begins).',
    },
  },
  E0866: {
    slug: 'shard-other-format',
    severity: 'error',
    zh: '{path} 的格式是 {found}，这个程序读 {expected}',
    en: '{path} is of the format {found}; this program reads {expected}',
    help: {
      zh: '由较新的程序写成。用写它的版本合并。',
      en: 'A newer program wrote it. Put it together with the version that wrote it.',
    },
  },
  E0867: {
    slug: 'shard-none',
    severity: 'error',
    zh: '{path} 里没有分片（*.shard）',
    en: '{path} holds no shards (*.shard)',
    help: {
      zh: '分片由 peakzero ensemble … --shard k/n --out 文件夹 写成，名字以 .shard 结尾。',
      en: 'Shards are written by peakzero ensemble … --shard k/n --out FOLDER; their names end in .shard.',
    },
  },
  W0866: {
    slug: 'until-not-reached',
    severity: 'warning',
    zh: '抽了 {count} 次，{id} 的概率还只准到 ± {found}，没有达到 ± {expected}',
    en: 'after {count} draws the probability of {id} is known to ± {found}, not to ± {expected}',
    help: {
      zh: '用 --draws 提高上限，或放宽 --until。',
      en: 'Raise the limit with --draws, or widen --until.',
    },
  },
  W0776: {
    slug: 'checkpoint-torn',
    severity: 'warning',
    zh: '{path} 的最后一行没有写完：丢开它，从头算起',
    en: 'the last line of {path} was never finished: it is dropped, and the draws begin anew',
    help: {
      zh: '断点由本程序写时要么完整、要么没有；没写完的多半是复制中断或磁盘写满。里面的次数分不出来，所以重新抽样，结果与没有中断过的一样。',
      en: 'The program writes a checkpoint whole or not at all; an unfinished one is a copy that stopped or a disk that was full. Its counts cannot be taken apart, so all is drawn again, and the result is that of an ensemble that was never stopped.',
    },
  },
} as const satisfies Rows
