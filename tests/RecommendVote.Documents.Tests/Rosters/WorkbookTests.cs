using System.IO.Compression;
using System.Text;
using RecommendVote.Rosters;

namespace RecommendVote.Documents.Tests.Rosters;

public class WorkbookTests
{
    private static readonly string Header = Files.Row(2, "编号", "姓名", "所在单位", "出生年月");

    [Fact]
    public async Task Rows_keep_their_numbers_over_gaps_and_formats_become_text()
    {
        var bytes = Files.Xlsx("<sheetData>" + Files.Row(1, "示例局干部名册") + Header
            + """<row r="5"><c r="A5" t="inlineStr"><is><t>001</t></is></c><c r="B5" t="inlineStr"><is><t>张三</t></is></c><c r="C5" t="inlineStr"><is><t>办公室</t></is></c></row>"""
            + """<row r="9"><c r="A9"><v>7</v></c><c r="C9" t="inlineStr"><is><t>办公室</t></is></c></row>"""
            + "</sheetData>");
        var result = await Files.Cadres(bytes);
        Assert.Equal(2, result.HeaderRow);
        Assert.Equal((5, "001"), (Assert.Single(result.GoodRows).RowNumber, result.GoodRows[0].Id));
        var problem = Assert.Single(result.Problems, p => p.Severity == ProblemSeverity.Error);
        Assert.Equal((9, "姓名", "missing-name"), (problem.Row, problem.Column, problem.Code));
    }

    [Fact]
    public async Task Formulas_are_refused_and_hidden_rows_and_columns_are_told()
    {
        var bytes = Files.Xlsx("""<cols><col min="3" max="3" hidden="1"/></cols><sheetData>""" + Header
            + """<row r="3"><c r="A3" t="inlineStr"><is><t>C1</t></is></c><c r="B3" t="str"><f>CONCATENATE("张","三")</f><v>张三</v></c><c r="C3" t="inlineStr"><is><t>办公室</t></is></c></row>"""
            + """<row r="4" hidden="1"><c r="A4" t="inlineStr"><is><t>C2</t></is></c><c r="B4" t="inlineStr"><is><t>李四</t></is></c><c r="C4" t="inlineStr"><is><t>办公室</t></is></c></row>"""
            + "</sheetData>");
        var result = await Files.Cadres(bytes);
        Assert.Equal((3, "姓名", "formula-cell"), result.Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => (p.Row!.Value, p.Column, p.Code)).Single());
        Assert.Contains(result.Problems, p => (p.Row, p.Code) == (4, "hidden-row"));
        Assert.Contains(result.Problems, p => (p.Column, p.Code) == ("所在单位", "hidden-column"));
    }

    [Fact]
    public async Task A_workbook_that_unpacks_to_too_much_is_refused()
    {
        // 300 MB of blanks behind a few hundred kilobytes.
        var bomb = Files.Xlsx("<sheetData>" + Header + "</sheetData>", "xl/media/filler.xml", new byte[300 * 1024 * 1024]);
        Assert.True(bomb.Length < 1024 * 1024);
        Assert.Equal("xlsx-too-large", Assert.Single((await Files.Cadres(bomb)).Problems).Code);
    }

    [Fact]
    public async Task Truncated_and_damaged_workbooks_are_refused()
    {
        var whole = Files.DemoBytes(DemoData.CadreRosterXlsx);
        for (var length = 4; length < whole.Length; length += 487)
        {
            Assert.Equal("xlsx-broken", Assert.Single((await Files.Cadres(whole[..length])).Problems).Code);
        }

        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[random.Next(4, whole.Length)] ^= (byte)(1 << random.Next(8));
            var result = await Files.Cadres(damaged);
            Assert.True(result.FileRefused || result.RowsRead > 0);
        }
    }

    [Theory]
    [InlineData("xlsx-broken", "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")]
    [InlineData("xlsx-broken", "<sheetData><row r=\"3\"/><row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData>")]
    [InlineData("xlsx-broken", "<sheetData><row r=\"9999999\"><c r=\"A9999999\"><v>1</v></c></row></sheetData>")]
    [InlineData("too-many-columns", "<sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData>")]
    public async Task Strange_sheets_are_refused(string code, string sheet) =>
        Assert.Equal(code, Assert.Single((await Files.Cadres(Files.Xlsx(sheet))).Problems).Code);

    [Fact]
    public async Task A_document_type_in_a_part_is_refused_before_any_entity_is_expanded()
    {
        var bytes = Files.DemoBytes(DemoData.CadreRosterXlsx);
        using var memory = new MemoryStream();
        memory.Write(bytes);
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            part.Write(Encoding.UTF8.GetBytes("<!DOCTYPE a [<!ENTITY b \"&#49;\"><!ENTITY c \"&b;&b;&b;&b;\">]><worksheet>&c;</worksheet>"));
        }

        Assert.Equal("xlsx-broken", Assert.Single((await Files.Cadres(memory.ToArray())).Problems).Code);
    }

    [Fact]
    public async Task A_hundred_thousand_rows_are_read_in_time()
    {
        var rows = new StringBuilder("<sheetData>").Append(Header);
        for (var i = 3; i < 100_000; i++)
        {
            rows.Append(Files.Row(i, $"C{i}", "张三", $"单位{i}"));
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = await Files.Cadres(Files.Xlsx(rows.Append("</sheetData>").ToString()));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{clock.Elapsed}");
        Assert.Equal((99_997, 0), (result.RowsToImport().Count, result.ErrorCount));

        rows.Replace("</sheetData>", Files.Row(100_000, "C", "张", "单") + Files.Row(100_001, "D", "张", "单") + Files.Row(100_002, "E", "张", "单") + "</sheetData>");
        Assert.Equal("too-many-rows", Assert.Single((await Files.Cadres(Files.Xlsx(rows.ToString()))).Problems).Code);
    }

    [Fact]
    public async Task Macros_are_refused_and_a_missing_sheet_is_named()
    {
        Assert.Equal("xlsx-macro", Assert.Single((await Files.Cadres(Files.Xlsx("<sheetData/>", "xl/vbaProject.bin", [1]))).Problems).Code);
        var missing = await Files.Cadres(Files.DemoBytes(DemoData.CadreRosterXlsx), Files.Demo with { Sheet = "没有" });
        Assert.Equal("sheet-missing", Assert.Single(missing.Problems).Code);
        Assert.Contains("没有", missing.Problems[0].Zh, StringComparison.Ordinal);
    }
}
