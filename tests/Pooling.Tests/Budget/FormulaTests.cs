using System.Text.RegularExpressions;
using Infra.Pooling.Budget;

namespace Infra.Pooling.Tests.Budget;

/// <summary>What a reader gets who works the printed formulas out.</summary>
public sealed partial class FormulaTests
{
    [Fact]
    public void Formula_RandomInputs_WorksOutToTheConnections()
    {
        var checkedLines = 0;
        foreach (var line in Enumerable.Range(0, 2000).SelectMany(seed => BudgetPlan.Create(new RandomBudget(seed).Input).Scenarios.SelectMany(scenario => scenario.Lines)))
        {
            if (line.Formula.Contains("unknown", StringComparison.Ordinal) || line.Formula.Contains("..", StringComparison.Ordinal))
                continue;
            Assert.Equal($"{line.Formula} = {line.Connections}", $"{line.Formula} = {new Reader(line.Formula).WorkOut()}");
            checkedLines++;
        }

        Assert.True(checkedLines > 10000, $"only {checkedLines} lines were checked");
    }

    private sealed partial class Reader(string text)
    {
        private readonly Queue<string> _tokens = new(Token().Matches(text).Select(match => match.Value));

        public long WorkOut()
        {
            var result = Sum();
            Assert.Empty(_tokens);
            return Math.Max(0, result);
        }

        private long Sum()
        {
            var result = Product();
            while (_tokens.TryPeek(out var token) && token is "+" or "−")
                result += _tokens.Dequeue() == "+" ? Product() : -Product();
            return result;
        }

        private long Product()
        {
            var result = Atom();
            while (_tokens.TryPeek(out var token) && token is "×" or "/")
                result = _tokens.Dequeue() == "×" ? result * Atom() : result / Atom();
            return result;
        }

        private long Atom()
        {
            var token = _tokens.Dequeue();
            if (long.TryParse(token, out var number))
                return number;
            if (token != "(")
                Assert.Equal("(", _tokens.Dequeue());
            var result = Sum();
            if (token == "min")
            {
                Assert.Equal(",", _tokens.Dequeue());
                result = Math.Min(result, Sum());
            }

            Assert.Equal(")", _tokens.Dequeue());
            return result;
        }

        [GeneratedRegex(@"\d+|min|floor|[^\s\d]")]
        private static partial Regex Token();
    }
}
