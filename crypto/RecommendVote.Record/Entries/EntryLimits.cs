using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Size limits for what attendees send, computed from the largest legal ballot.</summary>
public static class EntryLimits
{
    /// <summary>Room for framing around a ballot, in bytes.</summary>
    public const int Headroom = 4096;

    private static readonly string[] PointMembers = ["card", "B", "A", "C", "D", "T1", "T2", "R"];
    private static readonly string[] ScalarMembers = ["zA", "zC", "zT", "s"];

    /// <summary>Bytes of the one legal size of a ballot of this layout, with a superseded tracker.</summary>
    public static int BallotBytes(BallotLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var (n, m, slots) = (layout.EncryptedBits, layout.Bits, layout.Slots);
        var textMembers = slots == 0 ? 0
            : Member("textAlpha", slots * Point.Length) + Member("textBeta", slots * Point.Length) + Member("T3", Point.Length) + Member("zW", Scalar.Length);
        var points = PointMembers.Sum(name => Member(name, Point.Length));
        var scalars = ScalarMembers.Sum(name => Member(name, Scalar.Length));
        // Two braces, and one comma fewer than members.
        return "{\"type\":\"ballot\",".Length + Member("supersedes", FieldRules.HashLength)
            + Member("alpha", n * Point.Length) + Member("beta", n * Point.Length) + Member("f", m * Scalar.Length)
            + points + scalars + textMembers;
    }

    /// <summary>The largest legal ballot of any class of an open meeting, and 4 KB.</summary>
    public static int ForMeeting(OpenMeeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.Classes.Max(item => BallotBytes(item.Statement.Layout)) + Headroom;
    }

    /// <summary>The largest legal audit of this layout: a ballot and its opening, every text of the full length.</summary>
    public static int AuditBytes(BallotLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var (n, slots) = (layout.EncryptedBits, layout.Slots);
        var opening = "\"opening\":{},".Length + Member("b", n) + Member("r", n * Scalar.Length);
        if (slots > 0)
            opening += "\"texts\":[],".Length + (slots * (WriteInText.MaxBytes + 3)) + Member("textR", slots * Scalar.Length);
        return BallotBytes(layout) + "-audited".Length + opening;
    }

    /// <summary>The largest legal audit of any class of an open meeting, and 4 KB.</summary>
    public static int AuditForMeeting(OpenMeeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.Classes.Max(item => AuditBytes(item.Statement.Layout)) + Headroom;
    }

    /// <summary>Name, quotes, colon, base64url and a comma.</summary>
    private static int Member(string name, int bytes) => name.Length + 3 + 2 + System.Buffers.Text.Base64Url.GetEncodedLength(bytes) + 1;
}
