using System.Text;

namespace RecommendVote.Record;

/// <summary>UTF-8 without byte order mark that refuses ill-formed input in both directions.</summary>
internal static class StrictUtf8
{
    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
