"""The first load of many papers, through `neo4j-admin database import`: the same graph as the other writer's."""
