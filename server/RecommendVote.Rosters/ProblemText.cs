using System.Collections.Frozen;
using System.Globalization;

namespace RecommendVote.Rosters;

/// <summary>The stable codes of everything an import can find, with a sentence in both languages for each.</summary>
public static class ProblemText
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Sentences =
        new Dictionary<string, (string Zh, string En)>(StringComparer.Ordinal)
        {
            // The whole file.
            ["file-empty"] = ("文件是空的。", "The file is empty."),
            ["file-too-large"] = ("文件超过 {0} MB 的上限。", "The file is larger than the limit of {0} MB."),
            ["file-unreadable"] = ("无法读取文件。", "The file could not be read."),
            ["file-binary"] = ("文件不是表格：含有二进制数据。请上传 .xlsx 或 .csv。", "The file is not a table: it holds binary data. Please upload .xlsx or .csv."),
            ["old-xls"] = ("这是旧的 .xls 格式，或设有密码的工作簿。请不设密码另存为 .xlsx 后重新上传。", "This is the old .xls format, or a workbook with a password. Save it as .xlsx without a password and upload again."),
            ["encoding-unknown"] = ("无法识别文字编码。请另存为“CSV UTF-8”后重新上传。", "The text encoding is not known. Save it as \"CSV UTF-8\" and upload again."),
            ["encoding-utf16"] = ("文件是 UTF-16/UTF-32 编码（“Unicode 文本”）。请另存为“CSV UTF-8”后重新上传。", "The file is in UTF-16 or UTF-32 (\"Unicode text\"). Save it as \"CSV UTF-8\" and upload again."),
            ["csv-open-quote"] = ("第 {0} 行开始的引号没有结束。", "A quotation mark that begins on line {0} is never closed."),
            ["xlsx-broken"] = ("工作簿不完整或已损坏。请用表格软件打开后另存再上传。", "The workbook is incomplete or damaged. Open it in a spreadsheet program, save it again and upload that."),
            ["xlsx-too-large"] = ("工作簿解压后过大，已拒绝。", "The workbook unpacks to too much data and was refused."),
            ["xlsx-macro"] = ("工作簿含有宏。请另存为不含宏的 .xlsx。", "The workbook holds macros. Save it as .xlsx without macros."),
            ["sheet-missing"] = ("没有名为“{0}”的工作表。", "There is no sheet named \"{0}\"."),
            ["other-sheets"] = ("只读取了工作表“{0}”；其余 {1} 张工作表没有读取。", "Only the sheet \"{0}\" was read; {1} other sheets were not."),
            ["too-many-rows"] = ("超过 {0} 行的上限。", "There are more rows than the limit of {0}."),
            ["too-many-columns"] = ("超过 {0} 列的上限。", "There are more columns than the limit of {0}."),
            ["header-missing"] = ("前 {0} 行里没有找到表头。缺少必需的列：{1}。", "No header row was found in the first {0} rows. Required columns not found: {1}."),
            ["column-twice"] = ("“{0}”对应了两列：“{1}”和“{2}”。请指定用哪一列。", "Two columns could be \"{0}\": \"{1}\" and \"{2}\". Say which one is meant."),
            ["mapped-column-missing"] = ("指定给“{0}”的列“{1}”不在表头里。", "The column \"{1}\" chosen for \"{0}\" is not in the header row."),
            ["no-rows"] = ("表头下面没有数据行。", "There are no rows below the header."),
            ["more-problems"] = ("另有 {0} 个问题没有列出。", "{0} more problems are not listed."),
            ["eligibility-column-missing"] = ("没有“符合推荐职位”列，请逐人选定符合的职位。", "There is no column for the positions a person is eligible for; choose them by hand."),
            ["hidden-column"] = ("此列在表格里是隐藏的，已照常读取。", "This column is hidden in the spreadsheet; it was read all the same."),

            // One row, refused.
            ["csv-quote"] = ("引号用法不对，无法确定各列的界线。", "Quotation marks are used wrongly, so the columns cannot be told apart."),
            ["too-many-cells"] = ("这一行比表头多出内容：“{0}”。可能是某个单元格里的分隔符没有加引号。", "The row has more content than the header: \"{0}\". A separator inside a cell may lack quotation marks."),
            ["cell-too-long"] = ("内容超过 {0} 个字符。", "The content is longer than {0} characters."),
            ["formula-cell"] = ("单元格是公式。请粘贴为数值。", "The cell is a formula. Paste it as a value."),
            ["formula-text"] = ("内容以 =、+、- 或 @ 开头，像是公式。", "The content begins with =, +, - or @ and looks like a formula."),
            ["formula-error"] = ("单元格是公式错误 {0}。", "The cell is a formula error {0}."),
            ["control-character"] = ("含有不可见的控制字符 {0}。", "It holds an invisible control character {0}."),
            ["bidi-character"] = ("含有改变文字方向的字符 {0}。", "It holds a character that changes the direction of the text, {0}."),
            ["invisible-character"] = ("含有不可见字符 {0}。", "It holds an invisible character {0}."),
            ["private-character"] = ("含有自造字 {0}。请改用正式编码的字。", "It holds a private-use character {0}. Use the officially encoded one."),
            ["invalid-character"] = ("含有无效字符 {0}。", "It holds an invalid character {0}."),
            ["line-break"] = ("此列不能换行。", "A line break is not allowed in this column."),
            ["missing-id"] = ("缺少编号。", "The number is missing."),
            ["missing-name"] = ("缺少姓名。", "The name is missing."),
            ["missing-unit"] = ("缺少所在单位。", "The unit is missing."),
            ["missing-category"] = ("缺少参会类别。", "The category is missing."),
            ["bad-id"] = ("编号只能用 1 到 32 位英文字母、数字和连字符：“{0}”。", "A number is 1 to 32 letters A-Z, digits or hyphens: \"{0}\"."),
            ["duplicate-id"] = ("编号“{0}”重复，见第 {1} 行。", "The number \"{0}\" is used twice, see row {1}."),
            ["bad-name"] = ("姓名里有不该有的字符 {0}。", "The name holds a character that names do not have, {0}."),
            ["same-person"] = ("同一单位有两名“{0}”（见第 {1} 行），选票上无法区分。请核对是否重复，或在姓名后加注。", "Two people named \"{0}\" are in the same unit (see row {1}) and cannot be told apart on a ballot. Check for a double entry or add a note to the name."),
            ["bad-month"] = ("“{0}”不是年月。请写成 2019-05。", "\"{0}\" is not a year and month. Write 2019-05."),
            ["bad-date"] = ("“{0}”不是日期。请写成 2019-05-31。", "\"{0}\" is not a date. Write 2019-05-31."),
            ["bad-number"] = ("“{0}”不是 0 到 {1} 的整数。", "\"{0}\" is not a whole number from 0 to {1}."),
            ["unknown-position"] = ("职位“{0}”不在本次会议的职位里。", "The position \"{0}\" is not one of this meeting's."),
            ["category-no-code"] = ("参会类别要以字母代码开头，如“A 领导班子成员”：“{0}”。", "A category begins with a letter code, as in \"A leaders\": \"{0}\"."),
            ["category-name-differs"] = ("类别 {0} 有两个名称：“{1}”和“{2}”（见第 {3} 行）。", "Category {0} has two names: \"{1}\" and \"{2}\" (see row {3})."),
            ["expected-unclear"] = ("“{0}”看不出是否应到。请写“是”或“否”。", "\"{0}\" does not say whether the person is expected. Write yes or no."),

            // One row, taken but worth a look.
            ["hidden-row"] = ("此行在表格里是隐藏的（可能被筛选），已照常读取。", "This row is hidden in the spreadsheet (perhaps by a filter); it was read all the same."),
            ["name-tidied"] = ("姓名已整理为“{0}”（去掉空格或统一了间隔号）。", "The name was tidied to \"{0}\" (spaces removed or the middle dot made uniform)."),
            ["same-name"] = ("与第 {0} 行同名，选票上将注明单位。", "The same name as in row {0}; the ballot will show the unit beside it."),
            ["party-date-missing"] = ("没有入党时间。", "There is no date of joining the party."),
            ["party-not-a-date"] = ("入党时间“{0}”不是年月，按无处理。", "The party date \"{0}\" is not a year and month and is taken as none."),
            ["training-short"] = ("近五年培训 {0} 学时，不足 550 学时；提醒，不影响推荐。", "{0} training hours in five years, fewer than 550; a reminder, not a bar."),
            ["sanction-in-effect"] = ("影响期至 {0}，基准日 {1} 尚未届满，但标为符合。请核对。", "A sanction runs until {0}, after the reference date {1}, yet the row is marked eligible. Please check."),
            ["sanction-ends-that-day"] = ("影响期正好在基准日 {0} 届满，当日仍在影响期内，但标为符合。请核对。", "A sanction ends on the reference date {0} itself and still counts that day, yet the row is marked eligible. Please check."),
            ["appraisal-low"] = ("{0} 年度考核为“{1}”，但标为符合。请核对。", "The appraisal of {0} is \"{1}\", yet the row is marked eligible. Please check."),
            ["post-under-two-years"] = ("任现职自 {0} 起，到基准日不满两年，但标为符合。请核对。", "In the present post since {0}, less than two years at the reference date, yet the row is marked eligible. Please check."),
            ["date-in-future"] = ("“{0}”晚于基准日 {1}。请核对。", "\"{0}\" lies after the reference date {1}. Please check."),
            ["reason-missing"] = ("不符合任何职位，但没有写原因。", "Eligible for no position, and no reason is given."),
            ["reason-but-eligible"] = ("符合全部职位，却写有不符合原因“{0}”。请核对。", "Eligible for every position, yet a reason against is given: \"{0}\". Please check."),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All codes, for documentation and tests.</summary>
    public static IReadOnlyCollection<string> Codes => Sentences.Keys;

    internal static ImportProblem Error(int? row, string? column, string code, params object?[] args) =>
        Make(row, column, code, ProblemSeverity.Error, args);

    internal static ImportProblem Warning(int? row, string? column, string code, params object?[] args) =>
        Make(row, column, code, ProblemSeverity.Warning, args);

    private static ImportProblem Make(int? row, string? column, string code, ProblemSeverity severity, object?[] args)
    {
        var (zh, en) = Sentences[code];
        return new ImportProblem(row, column, code, severity, Fill(zh, args), Fill(en, args));
    }

    private static string Fill(string format, object?[] args) =>
        args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args.Select(Shown).ToArray());

    // A sentence quotes what stood in the cell: never with control characters, never endless.
    private static object? Shown(object? value) => value is string text ? VisibleText.Of(text, 60) : value;
}
