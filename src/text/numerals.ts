/** The digits that Chinese tables number their chapters with, 1 to 10. */
export const chineseNumerals = '一二三四五六七八九十'
