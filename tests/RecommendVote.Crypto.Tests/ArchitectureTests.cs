using System.Reflection;
using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Rules about the library as a whole.</summary>
public class ArchitectureTests
{
    private static readonly Assembly Library = typeof(Suite).Assembly;

    [Fact]
    [Trait("Attack", "A22")]
    public void A22_points_and_scalars_come_from_bytes_in_one_place_each()
    {
        var makers = Library.GetExportedTypes()
            .SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).OfType<MethodBase>())
            .Where(m => m.GetParameters().Any(p => p.ParameterType == typeof(ReadOnlySpan<byte>) || p.ParameterType == typeof(byte[])))
            .Where(m => m.GetParameters().Select(p => p.ParameterType).Append((m as MethodInfo)?.ReturnType)
                .Any(t => t is not null && new[] { typeof(Point), typeof(Point[]), typeof(Scalar), typeof(Scalar[]) }.Contains(t.IsByRef ? t.GetElementType() : t)))
            .Where(m => m.GetParameters().Any(p => p.IsOut) || m is MethodInfo { ReturnType.Name: "Point" or "Scalar" })
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}").Distinct().Order(StringComparer.Ordinal);
        // the decoders, and hashes, which no byte can steer
        Assert.Equal(
            [
                "Point.TryDecode", "Point.TryDecodeOrIdentity", "Point.TryDecodeVector", "Scalar.TryDecode", "Scalar.TryDecodeVector",
                "Suite.HashToCurve", "Suite.HashToScalar", "TrusteeShares.Open",
            ],
            makers);
        Assert.Empty(typeof(Point).GetConstructors());
        Assert.Empty(typeof(Scalar).GetConstructors());
    }

    [Fact]
    [Trait("Attack", "A40")]
    public void The_library_touches_no_files_clock_network_console_or_weak_randomness()
    {
        string[] banned = ["System.Console", "System.IO.FileSystem", "System.Net", "System.Diagnostics.Process", "Microsoft.Win32"];
        Assert.DoesNotContain(Library.GetReferencedAssemblies(), a => banned.Any(b => a.Name!.StartsWith(b, StringComparison.Ordinal)));
        var types = ReferencedTypes();
        string[] bannedTypes = ["System.Random", "System.DateTime", "System.DateTimeOffset", "System.IO.File", "System.IO.FileStream", "System.Diagnostics.Stopwatch"];
        Assert.DoesNotContain(types, bannedTypes.Contains);
    }

    [Fact]
    public void No_static_field_can_change()
    {
        var mutable = Library.GetTypes()
            .Where(t => t.Namespace == "RecommendVote.Crypto" && !t.Name.StartsWith('<'))
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => !f.IsInitOnly && !f.IsLiteral && !f.Name.Contains("__", StringComparison.Ordinal))
            .Select(f => $"{f.DeclaringType!.Name}.{f.Name}");
        Assert.Empty(mutable);
    }

    [Theory]
    [InlineData(typeof(CardKey))]
    [InlineData(typeof(StaffKeyPair))]
    [InlineData(typeof(TrusteeIdentity))]
    [InlineData(typeof(TrusteePolynomial))]
    [InlineData(typeof(PreparedBallot))]
    [InlineData(typeof(ShuffleWitness))]
    [InlineData(typeof(ShuffleNonces))]
    public void Types_that_hold_secrets_are_disposable_and_print_their_name(Type type)
    {
        Assert.True(typeof(IDisposable).IsAssignableFrom(type));
        Assert.Equal(type, type.GetMethod("ToString", Type.EmptyTypes)!.DeclaringType);
    }

    [Fact]
    [Trait("Attack", "A09")]
    public void A09_every_proof_type_has_forgers_among_the_tests()
    {
        // a new challenge() user must be added here together with its A01, A02 and A07 rows
        string[] known = ["BallotTranscript", "PartialDecryption", "ShuffleTranscript", "TrusteeComplaint", "TrusteeKeyBody", "TrusteeSignature"];
        var users = Library.GetTypes().Where(t => t != typeof(Transcript) && Calls(t, typeof(Transcript).GetMethod("Challenge")!)).Select(t => t.Name);
        Assert.Equal(known, users.Order(StringComparer.Ordinal));
    }

    private static bool Calls(Type type, MethodInfo target)
    {
        var members = type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        return members.OfType<MethodBase>().Select(m => m.GetMethodBody()?.GetILAsByteArray()).OfType<byte[]>().Any(il =>
        {
            for (var i = 0; i + 5 <= il.Length; i++)
            {
                if (il[i] is 0x28 or 0x6F && Resolves(type, BitConverter.ToInt32(il, i + 1), target))
                    return true;
            }
            return false;
        });
    }

    private static bool Resolves(Type type, int token, MethodInfo target)
    {
        try
        {
            return type.Module.ResolveMethod(token) == target;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static HashSet<string> ReferencedTypes()
    {
        using var stream = File.OpenRead(Library.Location);
        using var reader = new System.Reflection.PortableExecutable.PEReader(stream);
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(reader);
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(t => metadata.GetString(t.Namespace) + "." + metadata.GetString(t.Name))];
    }
}
