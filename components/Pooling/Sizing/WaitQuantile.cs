namespace Infra.Pooling.Sizing;

/// <summary>The wait that one of a hundred clients exceeds, where the number of clients is fixed.</summary>
internal static class WaitQuantile
{
    private const double Exceeding = 0.01;

    /// <summary>
    /// Who finds all connections busy and some clients waiting waits until one more than those have been served: by then the server
    /// has completed a Poisson number of transactions.
    /// </summary>
    /// <param name="found">What a client finds: the states of a pool with one client less.</param>
    /// <param name="connections">Server connections of the pool.</param>
    /// <param name="clients">Clients of the pool.</param>
    /// <param name="perSecond">Transactions a second of the full pool.</param>
    public static double Of(BirthDeath found, int connections, int clients, double perSecond)
    {
        var most = clients - connections;
        if (most <= 0)
            return 0;
        // The share of clients that find at least so many waiting.
        var ahead = new double[most + 1];
        for (var waiting = most - 1; waiting >= 0; waiting--)
            ahead[waiting] = ahead[waiting + 1] + found[connections + waiting];
        if (ahead[0] <= Exceeding)
            return 0;

        var (low, high) = (0.0, most + (10 * Math.Sqrt(most)) + 10);
        for (var round = 0; round < 40; round++)
        {
            var middle = (low + high) / 2;
            if (Longer(middle) > Exceeding)
                low = middle;
            else
                high = middle;
        }

        return high / perSecond;

        double Longer(double completed) => BirthDeath
            .Solve((int)(completed + (12 * Math.Sqrt(completed)) + 50), _ => completed, state => state)
            .Mean(state => state < most ? ahead[state] : 0);
    }
}
