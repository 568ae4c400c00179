using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace RecommendVote.Server.Data;

/// <summary>Lets <c>dotnet ef migrations add</c> see the model without starting the server.</summary>
public sealed class DesignTimeDb : IDesignTimeDbContextFactory<AppDb>
{
    public AppDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<AppDb>().UseSqlite("Data Source=:memory:").Options, new WriteGate());
}
