using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace RecommendVote.Documents.Tests.Printing;

/// <summary>A page as drawn by poppler, a PDF program that shares no code with ours.</summary>
internal sealed record PopplerPage(int Width, int Height, byte[] Grey);

/// <summary>Runs pdftoppm and pdftotext (Debian package poppler-utils) and zbarimg (zbar-tools).</summary>
internal static class Poppler
{
    /// <summary>Draws every page in grey. Skips the test where the program is not installed; the test command installs it and counts a skip as a failure.</summary>
    public static IReadOnlyList<PopplerPage> Render(byte[] pdf, int dotsPerInch)
    {
        using var folder = new TemporaryFolder();
        Run("pdftoppm", pdf, folder, "-gray", "-r", dotsPerInch.ToString(CultureInfo.InvariantCulture), "in.pdf", "page");
        return [.. Directory.GetFiles(folder.Path, "page*").Order(StringComparer.Ordinal).Select(file => ReadPgm(File.ReadAllBytes(file)))];
    }

    public static string Text(byte[] pdf)
    {
        using var folder = new TemporaryFolder();
        Run("pdftotext", pdf, folder, "-enc", "UTF-8", "-layout", "in.pdf", "out.txt");
        return File.ReadAllText(Path.Combine(folder.Path, "out.txt"));
    }

    /// <summary>The texts of all QR codes as zbar reads them.</summary>
    public static IReadOnlyList<string> ReadCodes(byte[] pdf)
    {
        using var folder = new TemporaryFolder();
        Run("pdftoppm", pdf, folder, "-gray", "-r", "200", "in.pdf", "page");

        // zbarimg ends with 4 for a picture without a code, such as the cover; here the cover is left out.
        var pages = Directory.GetFiles(folder.Path, "page*").Order(StringComparer.Ordinal).Skip(1);
        return Run("zbarimg", pdf, folder, ["--nodbus", "--quiet", "--raw", .. pages]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Run(string program, byte[] pdf, TemporaryFolder folder, params string[] arguments)
    {
        File.WriteAllBytes(Path.Combine(folder.Path, "in.pdf"), pdf);
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.Path, RedirectStandardOutput = true };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed");
            throw;
        }

        using (process)
        {
            var output = process!.StandardOutput.ReadToEnd();
            Assert.True(process.WaitForExit(60_000));
            Assert.Equal(0, process.ExitCode);
            return output;
        }
    }

    // "P5 width height 255" and a white space, then one byte per pixel.
    private static PopplerPage ReadPgm(byte[] file)
    {
        var at = 0;
        string Next()
        {
            var start = at;
            while (file[at] > ' ')
            {
                at++;
            }

            return Encoding.ASCII.GetString(file, start, at++ - start);
        }

        Assert.Equal("P5", Next());
        int width = int.Parse(Next(), CultureInfo.InvariantCulture), height = int.Parse(Next(), CultureInfo.InvariantCulture);
        Assert.Equal("255", Next());
        return new PopplerPage(width, height, file[at..(at + (width * height))]);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("rv-documents-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
