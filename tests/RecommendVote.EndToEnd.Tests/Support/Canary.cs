using System.Text;
using RecommendVote.Crypto;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>The spellings in which a card's secret could leak.</summary>
internal sealed class Canary
{
    private readonly byte[] seed;
    private readonly string[] spellings;

    /// <param name="cardLink">Text of the QR code.</param>
    public Canary(string cardLink)
    {
        var fragment = new Uri(cardLink).Fragment.TrimStart('#');
        Assert.True(CardLink.TryParseFragment(fragment, out seed, out _));
        var base64 = Convert.ToBase64String(seed).TrimEnd('=');
        spellings = [fragment[..fragment.IndexOf('.', StringComparison.Ordinal)], base64, base64.Replace('+', '-').Replace('/', '_'), Convert.ToHexString(seed)];
    }

    public bool IsIn(string text) => spellings.Any(spelling => text.Contains(spelling, StringComparison.OrdinalIgnoreCase));

    public bool IsIn(ReadOnlySpan<byte> bytes) => bytes.IndexOf(seed) >= 0 || IsIn(Encoding.Latin1.GetString(bytes));

    /// <summary>The files under a folder that hold it. The empty file by which a running server holds its folder cannot be opened.</summary>
    public IEnumerable<string> FilesIn(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) == "server.lock")
                continue;
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            if (IsIn(memory.ToArray()))
                yield return file;
        }
    }
}
