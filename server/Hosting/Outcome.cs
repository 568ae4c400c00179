using System.Diagnostics.CodeAnalysis;

namespace RecommendVote.Server.Hosting;

/// <summary>What a use case answers: a value, or the refusal.</summary>
public sealed class Outcome<T>
{
    internal Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }
    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Ok => Refusal is null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>Makes outcomes of values whose type is an interface, which no implicit conversion reaches.</summary>
public static class Outcome
{
    public static Outcome<T> Of<T>(T value) => new(value, null);
}

/// <summary>The value of an outcome that has nothing to tell but that it was done.</summary>
public sealed record Done
{
    public static Done Yes { get; } = new();
}
