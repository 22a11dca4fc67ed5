// What boxes of choices say in Arabic, as the rest of the desk says it; it stands before the file of the same path in Django.
jQuery.fn.select2.amd.define("select2/i18n/ar", [], () => ({
  errorLoading: () => "تعذر تحميل النتائج",
  inputTooLong: ({ input, maximum }) => `النص أطول مما يجوز: احذف من حروفه (${input.length - maximum})`,
  inputTooShort: ({ input, minimum }) => `اكتب مزيدا من الحروف (${minimum - input.length})`,
  loadingMore: () => "تُحمّل نتائج أخرى…",
  maximumSelected: ({ maximum }) => `بلغت أكثر ما يُختار (${maximum})`,
  noResults: () => "لا نتائج",
  searching: () => "يبحث…",
  removeAllItems: () => "إزالة كل المختار",
  removeItem: () => "إزالة",
  search: () => "بحث",
}))
