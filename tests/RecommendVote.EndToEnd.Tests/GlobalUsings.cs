global using Microsoft.Playwright;
global using RecommendVote.EndToEnd.Tests.Support;
global using Xunit;
