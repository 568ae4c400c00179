using System.Globalization;
using System.Text;
using RecommendVote.Rosters;
using RecommendVote.Rosters.Cadres;

namespace RecommendVote.Documents.Tests.Rosters;

public class FileFormatTests
{
    private const string Small = "编号,姓名,所在单位\nC1,张三,办公室\n";

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public async Task Delimiters_are_told_apart(string delimiter)
    {
        var result = await Files.Cadres(Small.Replace(",", delimiter, StringComparison.Ordinal));
        Assert.Equal(delimiter[0], result.Source!.Delimiter);
        Assert.Equal("张三", result.GoodRows[0].Name);
    }

    [Fact]
    public async Task Title_rows_blank_rows_and_trailing_columns_are_passed_over_and_rows_keep_their_numbers()
    {
        var result = await Files.Cadres("sep=;\n示例局干部名册;;;;\n\n填表日期：2026-11-20;;;;\n序号;姓 名;工作单位（必填）;备注;;\n\n1;张三;办公室;\"第一行\n第二行\";;\n;;;;\n2;;财务科;;;\n");
        Assert.Equal(5, result.HeaderRow);
        Assert.Equal(7, Assert.Single(result.GoodRows).RowNumber);
        var problem = Assert.Single(result.Problems, p => p.Severity == ProblemSeverity.Error);
        Assert.Equal((10, "姓 名", "missing-name"), (problem.Row, problem.Column, problem.Code));
        Assert.Equal(["id", "name", "unit", null], result.Columns.Select(c => c.Field));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public async Task Line_ends_may_be_of_any_kind_and_the_last_may_lack(string end)
    {
        var result = await Files.Cadres("编号,姓名,所在单位\nC1,张三,\"办公室\"\nC2,李四,财务科".Replace("\n", end, StringComparison.Ordinal));
        Assert.Equal([2, 3], result.GoodRows.Select(r => r.RowNumber));
    }

    [Fact]
    public async Task Columns_can_be_mapped_by_hand()
    {
        const string Text = "号码,人,科室A,科室B\nC1,张三,办公室,财务科\n";
        Assert.Equal("header-missing", Assert.Single((await Files.Cadres(Text)).Problems).Code);

        var columns = new Dictionary<string, string> { [CadreColumns.Id] = "号码", [CadreColumns.Name] = "人", [CadreColumns.Unit] = "科室B" };
        var mapped = await Files.Cadres(Text, Files.Demo with { Columns = columns });
        Assert.Equal(("C1", "张三", "财务科"), (mapped.GoodRows[0].Id, mapped.GoodRows[0].Name, mapped.GoodRows[0].Unit));

        columns[CadreColumns.Unit] = "没有的列";
        Assert.Equal("mapped-column-missing", Assert.Single((await Files.Cadres(Text, Files.Demo with { Columns = columns })).Problems).Code);
    }

    [Fact]
    public async Task Two_columns_for_one_field_are_asked_about()
    {
        const string Text = "编号,姓名,单位,部门\nC1,张三,办公室,财务科\n";
        var result = await Files.Cadres(Text);
        Assert.Equal("column-twice", Assert.Single(result.Problems).Code);
        Assert.True(result.FileRefused);
        var chosen = await Files.Cadres(Text, Files.Demo with { Columns = new Dictionary<string, string> { [CadreColumns.Unit] = "部门" } });
        Assert.Equal("财务科", chosen.GoodRows[0].Unit);
    }

    [Fact]
    public async Task Utf8_without_mark_and_gb18030_four_byte_characters_are_read()
    {
        const string Text = "编号,姓名,所在单位\nC1,张𠮷䶮,办公室\n";
        foreach (var (bytes, name) in new[] { (Encoding.UTF8.GetBytes(Text), "utf-8"), (Files.Gb18030.GetBytes(Text), "gb18030") })
        {
            var result = await Files.Cadres(bytes);
            Assert.Equal((name, "张𠮷䶮"), (result.Source!.Encoding, result.GoodRows[0].Name));
        }
    }

    [Fact]
    [Trait("Attack", "A49")]
    public async Task Names_are_normalised_to_nfc()
    {
        var result = await Files.Cadres("编号,姓名,所在单位\nC1,Rene\u0301 M,办公室\n");
        Assert.Equal("Ren\u00E9 M", result.GoodRows[0].Name);
    }

    public static TheoryData<string, byte[]> Unreadable()
    {
        var data = new TheoryData<string, byte[]>
        {
            { "file-empty", [] },
            { "encoding-utf16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Small)] },
            { "encoding-utf16", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Small)] },
            { "encoding-utf16", Encoding.Unicode.GetBytes(Small) },
            { "encoding-utf16", [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(Small)] },
            { "encoding-unknown", [.. Encoding.UTF8.GetBytes(Small), 0xFF, 0x80, 0x0A] },
            { "encoding-unknown", [0xEF, 0xBB, 0xBF, .. Files.Gb18030.GetBytes(Small)] },
            { "file-binary", [.. Encoding.UTF8.GetBytes(Small), 0] },
            { "file-binary", "%PDF-1.7\n"u8.ToArray() },
            { "old-xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0] },
            { "header-missing", "just,some,text\n1,2,3\n"u8.ToArray() },
            { "header-missing", Encoding.UTF8.GetBytes("编号,姓名\nC1,张三\n") },
            { "no-rows", Encoding.UTF8.GetBytes("编号,姓名,所在单位\n\n,,\n") },
            { "csv-open-quote", Encoding.UTF8.GetBytes(Small + "C2,\"李四,办公室\nC3,王五,办公室\n") },
        };
        return data;
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Files_that_cannot_be_read_are_refused_with_a_code(string code, byte[] bytes)
    {
        var result = await Files.Cadres(bytes);
        Assert.Contains(result.Problems, p => p.Code == code && p.Severity == ProblemSeverity.Error && p.Row is null);
        Assert.False(result.Accepted);
        Assert.True(result.FileRefused);
        Assert.Empty(result.RowsToImport(leaveOutBadRows: true));
    }

    [Fact]
    public async Task Too_much_is_refused()
    {
        var limits = new ImportLimits { FileBytes = 1000 };
        Assert.Equal("file-too-large", Assert.Single((await Files.Cadres(new byte[1001], Files.Demo with { Limits = limits })).Problems).Code);
        Assert.Equal("too-many-columns", Assert.Single((await Files.Cadres("编号,姓名,所在单位\n" + string.Join(',', Enumerable.Repeat("x", 300)) + "\n")).Problems).Code);

        var rows = new StringBuilder("编号,姓名,所在单位\n");
        for (var i = 0; i < 100_000; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"C{i},张三,单位{i}\n");
        }

        Assert.Equal("too-many-rows", Assert.Single((await Files.Cadres(rows.ToString())).Problems).Code);
    }

    [Fact]
    public async Task A_hundred_thousand_rows_are_read_in_time_and_their_problems_are_bounded()
    {
        var rows = new StringBuilder("编号,姓名,所在单位\n");
        for (var i = 0; i < 99_999; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"C{i},{(i % 2 == 0 ? "张三" : "")},单位{i}\n");
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = await Files.Cadres(rows.ToString());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{clock.Elapsed}");
        Assert.Equal((99_999, 49_999), (result.RowsRead, result.ErrorCount));
        Assert.InRange(result.Problems.Count, 1, ImportLimits.Default.Problems + 1);
        Assert.Equal("more-problems", result.Problems[^1].Code);
    }

    [Fact]
    public async Task Damaged_text_files_never_throw_and_never_slip_in_an_invisible_character()
    {
        var random = new Random(17);
        byte[][] files = [Files.DemoBytes(DemoData.CadreRosterCsv), Files.DemoBytes(DemoData.CadreRosterGb18030)];
        for (var i = 0; i < 1_000; i++)
        {
            var damaged = (byte[])files[i % 2].Clone();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var result = await Files.Cadres(damaged);
            Assert.Equal(result.Accepted, result.ErrorCount == 0);
            Assert.All(result.GoodRows, row => Assert.DoesNotContain(row.Name + row.Unit + row.Id, c => char.IsControl(c) || c is >= '\uE000' and <= '\uF8FF'));
            Assert.NotEmpty(result.MakeFixFile());
        }
    }

    [Fact]
    public void Every_code_has_a_sentence_in_both_languages()
    {
        Assert.True(ProblemText.Codes.Count > 50);
        Assert.All(ProblemText.Codes, code => Assert.Matches("^[a-z0-9-]+$", code));
    }
}
